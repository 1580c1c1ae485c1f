WITH traffic_now AS (
  SELECT SUM(traffic.add_to_cart) AS add_to_cart, SUM(traffic.visitors) AS visitors
  FROM fact_traffic AS traffic
  WHERE traffic.merchant = :merchant AND traffic.day BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(traffic_now.add_to_cart, 0) * 1.0 / NULLIF(COALESCE(traffic_now.visitors, 0), 0) AS add_to_cart_rate
  FROM traffic_now)
SELECT answer.add_to_cart_rate
FROM answer
