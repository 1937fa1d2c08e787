using System.Data.Common;
using Dapper;

namespace Shop.Inventory;

/// <summary>Fills an empty stock database. The same products get the same stock on every machine.</summary>
internal static class StockSeed
{
    private const int Products = 400;
    private const int SoldOutEach = 67;

    public static async Task EnsureAsync(StockDatabase database)
    {
        await using DbConnection connection = await database.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync("""
            pragma journal_mode = wal;
            create table if not exists stock (product_id integer primary key, available integer not null check (available >= 0));
            create table if not exists reservations (
                order_id text not null, product_id integer not null, quantity integer not null, reserved_at text not null,
                primary key (order_id, product_id)) without rowid;
            """);

        if (await connection.ExecuteScalarAsync<long>("select count(*) from stock") > 0)
        {
            return;
        }

        await using DbTransaction transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            "insert into stock (product_id, available) values (@Id, @Available)",
            Enumerable.Range(1, Products).Select(static id => new { Id = id, Available = AvailableAtFirst(id) }),
            transaction);
        await transaction.CommitAsync();
    }

    private static int AvailableAtFirst(int id) => id % SoldOutEach == 0 ? 0 : 20_000 + (id * 7_919 % 10_000);
}
