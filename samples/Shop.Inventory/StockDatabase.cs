using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Shop.Inventory;

/// <summary>Opens connections to the stock database.</summary>
internal sealed class StockDatabase(string connectionString)
{
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        DbConnection connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
