"""Questions to which the shop's data holds no answer, or that are to be asked back, of the demo shop."""

ROWS = """
昨天净利润多少
这个月纯赚多少
上周利润率
买家男女比例
隔壁店昨天卖了多少
同行上周转化率
昨天下雨天卖了多少
昨天直播间卖了多少
昨天短视频带来的成交
昨天跳失率
人均停留多久，昨天
店铺粉丝涨了几个
明天能卖多少
下周访客预计多少
年底能做到多少销售额
明年目标完成多少
优质客户上月有多少
昨天几个大单
忠诚客户贡献了多少成交
潜力款有哪些
爆款潜质商品的转化率
昨天手机端访客多少
上周iPhone用户下了几单
昨天会员成交占比
上周客服小王回复了多少条
昨天快递费花了多少
上月电费多少
上个月发了多少工资
昨天发货平均几小时
昨天好评率
搜索词里哪个带来的访客最多
优惠券上周用了多少张
昨天物流签收率
每个业务员上月业绩
上周海外买家成交
昨天微信群卖了多少
仓库租金占成交的几成
按星座看买家
学生客户占多少
昨天复活节促销卖了多少
昨天的满意度
上周扫码付款的订单有多少
花呗付款占比
包邮订单占几成
昨天样品单有多少
定制订单上月多少
企业客户上月花了多少钱
一线城市上月成交额
上月高客单价买家有几个
恐龙灯上周卖了多少
电饭煲库存还有多少
杯子昨天卖了多少
红色款卖了多少
XL码上周销量
昨天北京时间最贵的那单多少钱
最大的一笔订单多少钱
中位数客单价
昨天访客的平均年龄
退货运费险花了多少
下个月双12能卖多少
11月25号成交额
北境省上月卖了多少
net profit last month
what's our profit margin this month
age of our buyers
male vs female buyers last month
competitor sales yesterday
what did the shop next door sell
did rain hurt sales yesterday, how many mm
live stream gmv last week
bounce rate yesterday
time on page last week
new followers yesterday
sales tomorrow
forecast visitors for next week
what will gmv be in december
good customers last month
how many big orders yesterday
loyal buyers' gmv
mobile visitors yesterday
orders by iphone users
shipping cost last month
how long does shipping take on average
positive review rate
coupon redemptions last week
top keywords last week
gmv per salesperson last month
rent as a share of gmv
overseas buyers' gmv last week
gmv from students last month
corporate clients' spend last month
sample orders last week
custom orders last month
orders paid with alipay last week
credit card payments last month
size XL sales last week
red variants sold last month
dinosaur lamp sales last week
rice cooker stock
median order value last month
largest single order last month
gmv in germany last month
email open rate last week
nps this month
gmv by zodiac sign
gmv per square meter
carbon footprint last month
gift wrapped orders yesterday
wholesale vs retail gmv last month
上周各省访客
义乌的访客有多少，上周
转化率最高的城市，上月
新客带来的访客数
昨天几点访客最多
各省广告花费
上周各时段转化率
L3买家的加购率
老客的曝光量
评分按渠道看
各城市投产比，上月
昨天各时段浏览量
江苏的询盘转化率
各退款原因的成交额
它上周卖了多少
那个多少
这款转化怎么样
上次说的那个商品卖了几件
那批货还剩多少
那天的成交额
他买了几单
杯子上周卖了多少
灯上周销量
儿童的那个卖了多少
后天的订单
下周一能来多少人
下半年还能做多少
2027年营业额
大后天访客
2月31号卖了多少
13月成交
9月31日访客
活跃买家有几个
大客户上月花了多少
vip客户成交
高端商品卖了多少
爆单的天数
热门商品转化率
老铁们买了多少
正常订单有多少
有效访客有多少
精准流量占比
优质订单
异常退款有几笔
潜在客户几个
差评有几条
三星以下的评价有几条
退款成功率
退款平均要几天
仅退款的有多少
换货有几单
发票开了多少
白名单客户
拼单数多少
秒杀成交
满减用了多少
赠品送了多少
样品寄了几个
昨天最贵的一单是多少
昨天第一单是几点
客服昨天聊了多少句
昨天聊天记录多少条
昨天店铺评分在同行第几
类目里我们排第几
市场份额多少
行业均价
visitors by province last week
conversion rate by city last month
visitors from new customers
visitors by hour yesterday
ad spend by province
roi by city
how much did it sell last week
how's that one doing
that product's conversion
what about the one we discussed
lights sales last week
umbrella fans sold
orders next monday
gmv in 2027
how will we do this black friday
gmv on feb 30
active customers last month
vip customers' spend
high-end products gmv
quality visitors last week
trending products' conversion rate
potential buyers count
bad reviews last week
one-star reviews last month
refund processing time
exchanges last month
invoices issued last month
flash sale gmv yesterday
free gifts sent last week
most expensive order yesterday
time of the first order yesterday
chat messages yesterday
our rank in the category
market share last month
add to cart by city
who's our best employee
gmv per employee
subscriptions sold last month
app downloads
google traffic last week
wechat orders last month
facebook ads roi
repeat purchase interval
profit per order last month
cost of goods last month
average delivery days
return shipping cost
average age of stock
爆款卖了多少
爆款的转化率
爆款上周退款率
热销品的库存
尾货还剩多少
老品卖得怎么样
主力商品上周成交
低价款销量
高价的商品卖了几件
好评商品有几个
僵尸客户多少个
羊毛党占几成
铁粉贡献多少成交
好客户上个月买了多少
重要客户有哪些
大客户有哪些
大单多少
昨天大单几个
小单占比
上周有几个大额订单
表现差的商品有哪些
表现好的渠道
有问题的商品
不正常的订单有多少
销量不错的款有几个
利润高的商品有多少
它昨天卖了多少
那个上周多少
这款的转化率
上次那个活动效果怎么样
那个客户上个月买了多少
跟那天比呢
那款呢
他们上周买了多少
刚才那个再看下
另外那款卖了几件
前面说的商品库存
老地方的客户买了多少
那边上周卖了多少
这批货卖得如何
儿童的上周卖了多少
挂件卖了多少
夜光的昨天卖了几个
灯笼卖了几个
水壶卖了多少
套装卖了多少
折叠的那个库存
批发的卖了多少
学生用的卖了多少
活动效果怎么样
效果好吗
昨天多吗
最近行不行
good sellers last week
how is the good stuff doing
big spenders last month
how many whales do we have
how's it doing
that one's conversion
what did they buy last week
the other product's sales
what about the blue one
sales of the kids product
glow sales yesterday
slow products
problem products last week
hot items' conversion
popular products' stock
underperforming products
weak channels
decent days last month
normal orders yesterday
"""
