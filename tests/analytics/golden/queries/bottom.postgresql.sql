WITH lines_now AS (
  SELECT lines.product AS product, SUM(lines.amount_fen) / 100.0 AS gmv
  FROM fact_lines AS lines
  WHERE lines.merchant = :merchant AND lines.paid_on BETWEEN :start AND :end
  GROUP BY 1),
keys AS (
  SELECT DISTINCT product FROM lines_now
  UNION
  SELECT products.product AS product
  FROM fact_products AS products
  WHERE products.merchant = :merchant AND products.status = 'active' AND products.listed_on <= :end GROUP BY 1),
answer AS (
  SELECT keys.product AS product, COALESCE(lines_now.gmv, 0) AS gmv
  FROM keys
  LEFT JOIN lines_now ON lines_now.product = keys.product)
SELECT answer.product, named_product.title AS product_name, answer.gmv
FROM answer
LEFT JOIN fact_products AS named_product ON named_product.merchant = :merchant AND named_product.product = answer.product
WHERE answer.gmv IS NOT NULL
ORDER BY CASE WHEN answer.gmv IS NULL THEN 1 ELSE 0 END, answer.gmv ASC, answer.product
LIMIT :limit
