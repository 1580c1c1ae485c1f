"""SQL storage: an engine, migrations, and one class per port."""

from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage.approvals import SqlApprovals
from adapters.storage.audit import SqlAudit
from adapters.storage.calls import SqlCalls
from adapters.storage.deliveries import SqlDeliveries
from adapters.storage.documents import SqlDocuments
from adapters.storage.dues import SqlDues
from adapters.storage.engine import open_engine, writing
from adapters.storage.goals import SqlGoals
from adapters.storage.guarded import SqlGuardedReads
from adapters.storage.imports import SqlImports
from adapters.storage.inbox import SqlInbox
from adapters.storage.migrate import create_all, upgrade
from adapters.storage.model_uses import SqlModelUses
from adapters.storage.proofs import SqlProofs
from adapters.storage.questions import SqlQuestions
from adapters.storage.shops import SqlShops
from adapters.storage.warehouse import SqlWarehouse

__all__ = [
    "AsyncEngine",
    "SqlApprovals",
    "SqlAudit",
    "SqlCalls",
    "SqlDeliveries",
    "SqlDocuments",
    "SqlDues",
    "SqlGoals",
    "SqlGuardedReads",
    "SqlImports",
    "SqlInbox",
    "SqlModelUses",
    "SqlProofs",
    "SqlQuestions",
    "SqlShops",
    "SqlWarehouse",
    "create_all",
    "open_engine",
    "upgrade",
    "writing",
]
