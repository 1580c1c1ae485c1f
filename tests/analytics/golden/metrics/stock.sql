WITH products_now AS (
  SELECT SUM(products.stock) AS stock
  FROM fact_products AS products
  WHERE products.merchant = :merchant AND products.status = 'active'),
answer AS (
  SELECT products_now.stock AS stock
  FROM products_now)
SELECT answer.stock
FROM answer
