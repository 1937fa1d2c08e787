using System.Data.Common;

namespace Obs.Tracing.Sql;

/// <summary>A provider's factory whose connections, commands, batches and data sources are recorded.</summary>
/// <remarks>A command builder is not made: those of providers take only their own adapters.</remarks>
internal sealed class TracedDbProviderFactory(DbProviderFactory inner) : DbProviderFactory
{
    public override bool CanCreateBatch => inner.CanCreateBatch;

    public override bool CanCreateDataAdapter => true;

    public override bool CanCreateCommandBuilder => false;

    public override bool CanCreateDataSourceEnumerator => inner.CanCreateDataSourceEnumerator;

    public override DbConnection? CreateConnection() => inner.CreateConnection()?.Traced();

    public override DbCommand? CreateCommand() => inner.CreateCommand() is { } command ? TracedDbCommand.Wrap(command, null, null) : null;

    public override DbBatch CreateBatch() => new TracedDbBatch(inner.CreateBatch(), null, null);

    public override DbBatchCommand CreateBatchCommand() => inner.CreateBatchCommand();

    public override DbParameter? CreateParameter() => inner.CreateParameter();

    public override DbConnectionStringBuilder? CreateConnectionStringBuilder() => inner.CreateConnectionStringBuilder();

    public override DbDataSourceEnumerator? CreateDataSourceEnumerator() => inner.CreateDataSourceEnumerator();

    public override DbDataAdapter CreateDataAdapter() => new TracedDbDataAdapter();

    public override DbDataSource CreateDataSource(string connectionString) => inner.CreateDataSource(connectionString).Traced();

    // The provider's own takes the provider's own commands alone.
    private sealed class TracedDbDataAdapter : DbDataAdapter;
}
