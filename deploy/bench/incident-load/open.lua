-- wrk: opens incidents, each by the next account (ACCOUNTS of them, the first ones of the tokens' file) and with a key of
-- its own; PACE openings a second by all of eight clients, else as many as they can; prints "requests/s median-µs p99-µs failures"
dofile("deploy/bench/result.lua")
local heads = {}
local next = 0
local opened = 0
local run = os.getenv("RUN") or tostring(os.time())
local body = io.open("deploy/bench/incident-load/incident.json"):read("*l")

function init(arguments)
  for token in io.lines(os.getenv("TOKENS")) do
    if #heads < tonumber(os.getenv("ACCOUNTS")) then
      heads[#heads + 1] = "POST /v1/incidents HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n" ..
        "Accept: application/json\r\nAuthorization: Bearer " .. token .. "\r\nContent-Length: " .. #body .. "\r\nIdempotency-Key: "
    end
  end
  math.randomseed(os.time())
  next = math.random(#heads)
end

local pace = tonumber(os.getenv("PACE") or "0")
if pace > 0 then
  function delay()
    return 8000 / pace
  end
end

function request()
  next = next % #heads + 1
  opened = opened + 1
  return heads[next] .. run .. "-" .. opened .. "\r\n\r\n" .. body
end
