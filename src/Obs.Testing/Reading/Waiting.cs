using Obs.Delivery;
using Obs.Local;

namespace Obs.Testing.Reading;

/// <summary>Waits by the backend's own signals, up to a ceiling.</summary>
internal sealed class Waiting(ObsLocalServer server, Func<TimeSpan> ceiling)
{
    // A queue says "delivered" a moment after the backend has stored, and has no signal of its own.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(25);

    // Storing what has arrived is the machine's business: a short ceiling of a test says nothing about it,
    // and a busy machine is no failure.
    private static readonly TimeSpan StoreCeiling = TimeSpan.FromMinutes(1);

    /// <summary>Reads again each time something has been stored, until what is read is enough or time is up; gives the last that was
    /// read.</summary>
    public async Task<T> ReadUntilAsync<T>(
        Func<CancellationToken, Task<T>> read, Func<T, bool> isEnough, CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ceiling());
        while (true)
        {
            Task stored = server.WaitForStoredAsync(limit.Token); // Asked for first: what is stored while reading ends it.
            T found = await read(cancellationToken).ConfigureAwait(false);
            if (isEnough(found))
            {
                return found;
            }

            try
            {
                await stored.ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return await read(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public async Task SettleAsync(DeliveryAccounts? accounts, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ceiling());
        using var tick = new PeriodicTimer(LookAgain);
        try
        {
            while (accounts?.Read().Any(static account => account.Buffered > 0) == true)
            {
                await tick.WaitForNextTickAsync(limit.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            string waits = string.Join(
                ", ",
                accounts!.Read().Where(static account => account.Buffered > 0)
                    .Select(static account => $"{account.Buffered} of {account.Signal}"));
            throw new ObsExpectationException(
                $"After {ceiling()} the application still holds {waits}: is it configured to send to this backend?");
        }

        await FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StoreCeiling);
        try
        {
            await server.FlushAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ObsExpectationException($"The backend did not store what it received within {StoreCeiling}.");
        }
    }
}
