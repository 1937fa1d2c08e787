using System.Data;
using System.Data.Common;

namespace Obs.Tracing.Tests.Sql;

/// <summary>The ways to execute, which a command and a batch have in common but no base class.</summary>
internal sealed class DbExecutions(
    Func<int> nonQuery,
    Func<CancellationToken, Task<int>> nonQueryAsync,
    Func<object?> scalar,
    Func<CancellationToken, Task<object?>> scalarAsync,
    Func<CommandBehavior, DbDataReader> reader,
    Func<CommandBehavior, CancellationToken, Task<DbDataReader>> readerAsync)
{
    public DbExecutions(DbCommand command)
        : this(
            command.ExecuteNonQuery,
            command.ExecuteNonQueryAsync,
            command.ExecuteScalar,
            command.ExecuteScalarAsync,
            command.ExecuteReader,
            command.ExecuteReaderAsync)
    {
    }

    public DbExecutions(DbBatch batch)
        : this(
            batch.ExecuteNonQuery,
            batch.ExecuteNonQueryAsync,
            batch.ExecuteScalar,
            batch.ExecuteScalarAsync,
            batch.ExecuteReader,
            batch.ExecuteReaderAsync)
    {
    }

    public int NonQuery() => nonQuery();

    public Task<int> NonQueryAsync(CancellationToken cancellationToken) => nonQueryAsync(cancellationToken);

    public object? Scalar() => scalar();

    public Task<object?> ScalarAsync(CancellationToken cancellationToken) => scalarAsync(cancellationToken);

    public DbDataReader Reader(CommandBehavior behavior) => reader(behavior);

    public Task<DbDataReader> ReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) =>
        readerAsync(behavior, cancellationToken);
}
