WITH listings_now AS (
  SELECT COUNT(*) AS new_products
  FROM fact_products AS listings
  WHERE listings.merchant = :merchant AND listings.listed_on BETWEEN :start AND :end),
answer AS (
  SELECT COALESCE(listings_now.new_products, 0) AS new_products
  FROM listings_now)
SELECT answer.new_products
FROM answer
