using System.Data.Common;
using System.Globalization;
using Dapper;

namespace Shop.Inventory;

/// <summary>Stock levels, and the reservations that orders hold on them.</summary>
internal sealed class Stock(StockDatabase database, TimeProvider time)
{
    public async Task<StockLevel?> FindAsync(int productId, CancellationToken cancellationToken)
    {
        await using DbConnection connection = await database.OpenAsync(cancellationToken);
        int? available = await connection.QuerySingleOrDefaultAsync<int?>(
            "select available from stock where product_id = @productId", new { productId });
        return available is int count ? new StockLevel(productId, count) : null;
    }

    /// <summary>Reserves every line or none. Returns the product that is sold out, or null when all are reserved.</summary>
    public async Task<int?> ReserveAsync(ReservationRequest request, CancellationToken cancellationToken)
    {
        await using DbConnection connection = await database.OpenAsync(cancellationToken);
        await using DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        string reservedAt = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);

        foreach (ReservationLine line in request.Lines)
        {
            int taken = await connection.ExecuteAsync(
                "update stock set available = available - @Quantity where product_id = @ProductId and available >= @Quantity",
                line,
                transaction);
            if (taken == 0)
            {
                return line.ProductId; // Disposing the transaction gives back what earlier lines took.
            }

            await connection.ExecuteAsync(
                "insert into reservations (order_id, product_id, quantity, reserved_at) values (@OrderId, @ProductId, @Quantity, @reservedAt)",
                new { request.OrderId, line.ProductId, line.Quantity, reservedAt },
                transaction);
        }

        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>Gives back what an order reserved. Returns the number of lines given back.</summary>
    public async Task<int> ReleaseAsync(string orderId, CancellationToken cancellationToken)
    {
        await using DbConnection connection = await database.OpenAsync(cancellationToken);
        await using DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);

        await connection.ExecuteAsync(
            """
            update stock set available = available + reserved.quantity
            from (select product_id, quantity from reservations where order_id = @orderId) as reserved
            where stock.product_id = reserved.product_id
            """,
            new { orderId },
            transaction);
        int lines = await connection.ExecuteAsync("delete from reservations where order_id = @orderId", new { orderId }, transaction);

        await transaction.CommitAsync(cancellationToken);
        return lines;
    }
}
