using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Obs.Tracing.Sql;

namespace Worker;

/// <summary>Keeps what was sent. The commands of its connection appear as SQL subsegments.</summary>
internal sealed class Archive(TimeProvider time, ILogger<Archive> logger) : IAsyncDisposable
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(50);

    private readonly TracedDbConnection _connection = new SqliteConnection("Data Source=:memory:").Traced();

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await _connection.OpenAsync(cancellationToken);
        await using DbCommand create = _connection.CreateCommand();
        create.CommandText = "create table mail (order_id text primary key, text text not null)";
        await create.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task KeepAsync(PlacedOrder order, string text, CancellationToken cancellationToken)
    {
        await using DbCommand insert = _connection.CreateCommand();
        insert.CommandText = "insert into mail (order_id, text) values (@order, @text)";
        Add(insert, "@order", order.Id);
        Add(insert, "@text", text);

        long begun = time.GetTimestamp();
        await insert.ExecuteNonQueryAsync(cancellationToken);
        if (time.GetElapsedTime(begun) > Slow)
        {
            Log.Slow(logger, SqlSanitizer.Sanitize(insert.CommandText, SqlDialect.Sqlite)); // Its shape, without a value.
        }
    }

    /// <summary>For a data library of one's own that hides its connection: the subsegment begins and ends by hand.</summary>
    public static int ExecuteBare(DbCommand command)
    {
        Activity? subsegment = SqlCommandTracing.Start(command);
        try
        {
            int rows = command.ExecuteNonQuery();
            SqlCommandTracing.Stop(subsegment);
            return rows;
        }
        catch (DbException exception)
        {
            SqlCommandTracing.Fail(subsegment, exception);
            throw;
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static void Add(DbCommand command, string name, string value)
    {
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
