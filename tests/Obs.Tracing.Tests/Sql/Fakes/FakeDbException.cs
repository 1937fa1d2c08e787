using System.Data.Common;

namespace Obs.Tracing.Tests.Sql.Fakes;

/// <summary>What the fake server refuses with.</summary>
internal sealed class FakeDbException(string message, Exception? inner = null) : DbException(message, inner);
