WITH traffic_now AS (
  SELECT SUM(traffic.favourites) AS favourites
  FROM fact_traffic AS traffic
  WHERE traffic.merchant = :merchant AND traffic.day BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(traffic_now.favourites, 0) AS favourites
  FROM traffic_now)
SELECT answer.favourites
FROM answer
