WITH ads_now AS (
  SELECT ads.product AS product, SUM(ads.gmv_fen) / 100.0 AS ad_gmv, SUM(ads.spend_fen) / 100.0 AS ad_spend
  FROM fact_ads AS ads
  WHERE ads.merchant = :merchant AND ads.day BETWEEN :start AND :end
  GROUP BY 1),
lines_now AS (
  SELECT lines.product AS product, COUNT(DISTINCT lines.buyer) AS buyers
  FROM fact_lines AS lines
  WHERE lines.merchant = :merchant AND lines.paid_on BETWEEN :start AND :end
  GROUP BY 1),
traffic_now AS (
  SELECT traffic.product AS product, SUM(traffic.visitors) AS visitors
  FROM fact_traffic AS traffic
  WHERE traffic.merchant = :merchant AND traffic.day BETWEEN :start AND :end
  GROUP BY 1),
refunds_now AS (
  SELECT refunds.product AS product, SUM(refunds.amount_fen) / 100.0 AS refund_amount
  FROM fact_refunds AS refunds
  WHERE refunds.merchant = :merchant AND refunds.refunded_on BETWEEN :start AND :end
  GROUP BY 1),
keys AS (
  SELECT DISTINCT product FROM ads_now
  UNION
  SELECT DISTINCT product FROM lines_now
  UNION
  SELECT DISTINCT product FROM traffic_now
  UNION
  SELECT DISTINCT product FROM refunds_now),
answer AS (
  SELECT keys.product AS product, COALESCE(ads_now.ad_gmv, 0) * 1.0 / NULLIF(COALESCE(ads_now.ad_spend, 0), 0) AS roi, COALESCE(lines_now.buyers, 0) * 1.0 / NULLIF(COALESCE(traffic_now.visitors, 0), 0) AS conversion_rate, COALESCE(refunds_now.refund_amount, 0) AS refund_amount
  FROM keys
  LEFT JOIN ads_now ON ads_now.product = keys.product
  LEFT JOIN lines_now ON lines_now.product = keys.product
  LEFT JOIN traffic_now ON traffic_now.product = keys.product
  LEFT JOIN refunds_now ON refunds_now.product = keys.product)
SELECT answer.product, named_product.title AS product_name, answer.roi, answer.conversion_rate, answer.refund_amount
FROM answer
LEFT JOIN fact_products AS named_product ON named_product.merchant = :merchant AND named_product.product = answer.product
WHERE answer.roi IS NOT NULL
ORDER BY CASE WHEN answer.roi IS NULL THEN 1 ELSE 0 END, answer.roi DESC, answer.product
