WITH lines_now AS (
  SELECT lines.product AS product, SUM(lines.amount_fen) / 100.0 AS gmv
  FROM fact_lines AS lines
  WHERE lines.merchant = :merchant AND lines.paid_on BETWEEN :start AND :end
  GROUP BY 1),
answer AS (
  SELECT lines_now.product AS product, COALESCE(lines_now.gmv, 0) AS gmv, RANK() OVER (ORDER BY COALESCE(lines_now.gmv, 0) DESC) AS rank
  FROM lines_now)
SELECT answer.product, named_product.title AS product_name, answer.gmv, answer.rank
FROM answer
LEFT JOIN fact_products AS named_product ON named_product.merchant = :merchant AND named_product.product = answer.product
WHERE answer.product = :f0
ORDER BY CASE WHEN answer.gmv IS NULL THEN 1 ELSE 0 END, answer.gmv DESC, answer.product
