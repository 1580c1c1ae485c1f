WITH products_now AS (
  SELECT COUNT(*) AS active_products
  FROM fact_products AS products
  WHERE products.merchant = :merchant AND products.status = 'active'),
answer AS (
  SELECT products_now.active_products AS active_products
  FROM products_now)
SELECT answer.active_products
FROM answer
