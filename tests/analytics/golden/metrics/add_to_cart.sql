WITH traffic_now AS (
  SELECT SUM(traffic.add_to_cart) AS add_to_cart
  FROM fact_traffic AS traffic
  WHERE traffic.merchant = :merchant AND traffic.day BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(traffic_now.add_to_cart, 0) AS add_to_cart
  FROM traffic_now)
SELECT answer.add_to_cart
FROM answer
