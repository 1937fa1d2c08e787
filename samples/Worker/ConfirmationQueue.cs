using System.Threading.Channels;

namespace Worker;

/// <summary>Orders between whoever places them and whoever confirms them; full, it makes the first wait.</summary>
internal sealed class ConfirmationQueue
{
    private const int Most = 1_000;

    private readonly Channel<PlacedOrder> _orders = Channel.CreateBounded<PlacedOrder>(Most);

    public ValueTask AddAsync(PlacedOrder order, CancellationToken cancellationToken) =>
        _orders.Writer.WriteAsync(order, cancellationToken);

    public void Complete() => _orders.Writer.Complete();

    public IAsyncEnumerable<PlacedOrder> ReadAllAsync(CancellationToken cancellationToken) =>
        _orders.Reader.ReadAllAsync(cancellationToken);
}
