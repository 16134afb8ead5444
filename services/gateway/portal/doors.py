"""Every door of the portal, in the order in which addresses are looked up."""

from services.gateway.portal import assets, checking, home, login, own, readers, sharing, starting, tracking
from services.gateway.portal.birth import correcting
from services.gateway.portal.birth import doors as birth
from services.gateway.portal.complaints import desk as complaints_desk
from services.gateway.portal.complaints import doors as complaints
from services.gateway.portal.delegations import doors as delegations
from services.gateway.portal.desk import doors as desk
from services.gateway.portal.desk import holding
from services.gateway.portal.indicators import doors as indicators
from services.gateway.portal.offline import doors as offline
from services.gateway.portal.survey import doors as survey
from services.gateway.portal.tax import doors as tax
from services.gateway.portal.tax_desk import doors as tax_desk
from services.gateway.portal.tax_desk import orders as tax_orders
from services.gateway.portal.wall import doors as wall

ROUTERS = (
    assets.router,
    home.router,
    starting.router,
    login.router,
    offline.router,
    birth.router,
    correcting.router,
    tracking.router,
    own.router,
    sharing.router,
    survey.router,
    checking.router,
    readers.router,
    desk.router,
    holding.router,
    delegations.router,
    complaints.router,
    complaints_desk.router,
    tax.router,
    tax_desk.router,
    tax_orders.router,
    wall.router,
    indicators.router,
)
