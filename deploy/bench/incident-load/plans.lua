-- wrk: reads support plans, each time of the next account; prints "requests/s median-µs p99-µs failures"
dofile("deploy/bench/result.lua")
local requests = {}
local next = 0

function init(arguments)
  for token in io.lines(os.getenv("TOKENS")) do
    requests[#requests + 1] = wrk.format("GET", "/v1/support-plans?productId=sql-server&version=2025",
      { ["Host"] = "bench", ["Accept"] = "application/json", ["Authorization"] = "Bearer " .. token })
  end
end

function request()
  next = next % #requests + 1
  return requests[next]
end
