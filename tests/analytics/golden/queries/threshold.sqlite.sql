WITH lines_now AS (
  SELECT lines.product AS product, COUNT(DISTINCT lines.buyer) AS buyers
  FROM fact_lines AS lines
  WHERE lines.merchant = :merchant AND lines.paid_on BETWEEN :start AND :end
  GROUP BY 1),
traffic_now AS (
  SELECT traffic.product AS product, SUM(traffic.visitors) AS visitors
  FROM fact_traffic AS traffic
  WHERE traffic.merchant = :merchant AND traffic.day BETWEEN :start AND :end
  GROUP BY 1),
keys AS (
  SELECT DISTINCT product FROM lines_now
  UNION
  SELECT DISTINCT product FROM traffic_now
  UNION
  SELECT products.product AS product
  FROM fact_products AS products
  WHERE products.merchant = :merchant AND products.status = 'active' AND products.listed_on <= :end GROUP BY 1),
answer AS (
  SELECT keys.product AS product, COALESCE(lines_now.buyers, 0) * 1.0 / NULLIF(COALESCE(traffic_now.visitors, 0), 0) AS conversion_rate
  FROM keys
  LEFT JOIN lines_now ON lines_now.product = keys.product
  LEFT JOIN traffic_now ON traffic_now.product = keys.product)
SELECT answer.product, named_product.title AS product_name, answer.conversion_rate
FROM answer
LEFT JOIN fact_products AS named_product ON named_product.merchant = :merchant AND named_product.product = answer.product
WHERE answer.conversion_rate < :h0
ORDER BY CASE WHEN answer.conversion_rate IS NULL THEN 1 ELSE 0 END, answer.conversion_rate DESC, answer.product
