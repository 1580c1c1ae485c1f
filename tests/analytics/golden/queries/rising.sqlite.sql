WITH traffic_now AS (
  SELECT traffic.product AS product, SUM(traffic.visitors) AS visitors
  FROM fact_traffic AS traffic
  WHERE traffic.merchant = :merchant AND traffic.day BETWEEN :start AND :end
  GROUP BY 1),
traffic_before AS (
  SELECT traffic.product AS product, SUM(traffic.visitors) AS visitors
  FROM fact_traffic AS traffic
  WHERE traffic.merchant = :merchant AND traffic.day BETWEEN :before_start AND :before_end
  GROUP BY 1),
keys AS (
  SELECT DISTINCT product FROM traffic_now
  UNION
  SELECT DISTINCT product FROM traffic_before),
answer AS (
  SELECT keys.product AS product, COALESCE(traffic_now.visitors, 0) AS visitors, COALESCE(traffic_before.visitors, 0) AS visitors_before, (COALESCE(traffic_now.visitors, 0)) - (COALESCE(traffic_before.visitors, 0)) AS visitors_diff, ((COALESCE(traffic_now.visitors, 0)) - (COALESCE(traffic_before.visitors, 0))) * 1.0 / NULLIF(COALESCE(traffic_before.visitors, 0), 0) AS visitors_growth
  FROM keys
  LEFT JOIN traffic_now ON traffic_now.product = keys.product
  LEFT JOIN traffic_before ON traffic_before.product = keys.product)
SELECT answer.product, named_product.title AS product_name, answer.visitors, answer.visitors_before, answer.visitors_diff, answer.visitors_growth
FROM answer
LEFT JOIN fact_products AS named_product ON named_product.merchant = :merchant AND named_product.product = answer.product
WHERE answer.visitors_growth IS NOT NULL
ORDER BY CASE WHEN answer.visitors_growth IS NULL THEN 1 ELSE 0 END, answer.visitors_growth DESC, answer.product
