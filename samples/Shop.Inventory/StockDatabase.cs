using System.Data.Common;
using Microsoft.Data.Sqlite;
using Obs.Tracing.Sql;

namespace Shop.Inventory;

/// <summary>Opens connections to the stock database. Their commands, Dapper's included, appear as SQL subsegments.</summary>
internal sealed class StockDatabase(string connectionString)
{
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        DbConnection connection = new SqliteConnection(connectionString).Traced();
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
