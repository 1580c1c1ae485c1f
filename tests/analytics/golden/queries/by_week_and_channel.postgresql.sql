WITH RECURSIVE traffic_now AS (
  SELECT TO_CHAR(DATE_TRUNC('week', CAST(traffic.day AS timestamp)), 'YYYY-MM-DD') AS week, traffic.channel AS channel, SUM(traffic.visitors) AS visitors
  FROM fact_traffic AS traffic
  WHERE traffic.merchant = :merchant AND traffic.day BETWEEN :start AND :end
  GROUP BY 1, 2),
buckets AS (
  SELECT CAST(:first_bucket AS TEXT) AS week
  UNION ALL
  SELECT TO_CHAR(CAST(week AS timestamp) + INTERVAL '7 days', 'YYYY-MM-DD') FROM buckets WHERE week < :last_bucket),
keys AS (
  SELECT buckets.week, found.channel FROM buckets CROSS JOIN (SELECT DISTINCT channel FROM traffic_now) AS found),
answer AS (
  SELECT keys.week AS week, keys.channel AS channel, COALESCE(traffic_now.visitors, 0) AS visitors
  FROM keys
  LEFT JOIN traffic_now ON traffic_now.week = keys.week AND traffic_now.channel = keys.channel)
SELECT answer.week, answer.channel, answer.visitors
FROM answer
ORDER BY answer.week, answer.channel
