using System.Data;
using System.Data.Common;

namespace Obs.Tracing.Tests.Sql.Fakes;

internal sealed class FakeBatchCommand : DbBatchCommand
{
    public override string CommandText { get; set; } = "";

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override int RecordsAffected => CommandText.Length;

    protected override DbParameterCollection DbParameterCollection { get; } = new FakeParameters();
}
