-- wrk: each request with the next of many tokens; prints "requests/s median-µs p99-µs failures"
dofile("deploy/bench/result.lua")
local requests = {}
local next = 0
local pause = tonumber(os.getenv("PAUSE_MS") or "0")

function init(arguments)
  for token in io.lines(os.getenv("TOKENS")) do
    requests[#requests + 1] = wrk.format("GET", "/v1/contracts", { ["Host"] = "bench", ["Accept"] = "application/json",
      ["User-Agent"] = "bench", ["Authorization"] = "Bearer " .. token })
  end
  next = math.random(#requests)
end

if pause > 0 then
  function delay()
    return pause
  end
end

function request()
  next = next % #requests + 1
  return requests[next]
end
