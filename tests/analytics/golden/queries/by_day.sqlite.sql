WITH RECURSIVE traffic_now AS (
  SELECT traffic.day AS day, SUM(traffic.visitors) AS visitors
  FROM fact_traffic AS traffic
  WHERE traffic.merchant = :merchant AND traffic.day BETWEEN :start AND :end
  GROUP BY 1),
buckets AS (
  SELECT CAST(:first_bucket AS TEXT) AS day
  UNION ALL
  SELECT DATE(day, '+1 day') FROM buckets WHERE day < :last_bucket),
keys AS (
  SELECT buckets.day FROM buckets),
answer AS (
  SELECT keys.day AS day, COALESCE(traffic_now.visitors, 0) AS visitors
  FROM keys
  LEFT JOIN traffic_now ON traffic_now.day = keys.day)
SELECT answer.day, answer.visitors
FROM answer
ORDER BY answer.day
