using System.Net.Http.Json;
using System.Text.Json;

namespace Shop.Traffic;

/// <summary>Visitors of the shop: each walks one journey after another, all together at a fixed rate.</summary>
public sealed class TrafficGenerator(
    HttpClient http, TrafficOptions options, TrafficLedger ledger, ResponseTimes times, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Lock _planning = new();
    private readonly JourneyPlanner _planner = new(options.Seed, $"{time.GetUtcNow().ToUnixTimeMilliseconds():x}");

    /// <summary>Sends requests until cancelled, then waits for the answers that are still under way: each request sent has ended.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var pacer = new Pacer(options.Rate, time);
        Task[] walks =
            [pacer.RunAsync(cancellationToken), .. Enumerable.Range(0, options.Visitors).Select(_ => WalkAsync(pacer, cancellationToken))];
        try
        {
            await Task.WhenAll(walks);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private async Task WalkAsync(Pacer pacer, CancellationToken cancellationToken)
    {
        while (true)
        {
            Journey journey = NextJourney();
            foreach (PlannedRequest request in journey.Requests)
            {
                await pacer.WaitAsync(cancellationToken);
                await SendAsync(request, journey.Visitor);
            }
        }
    }

    private Journey NextJourney()
    {
        lock (_planning)
        {
            return _planner.Next();
        }
    }

    // No token: a request that was counted as sent is waited for, or the counts of both sides could never agree.
    private async Task SendAsync(PlannedRequest planned, string visitor)
    {
        using var request = new HttpRequestMessage(planned.Method, new Uri(options.Storefront, planned.Path));
        request.Headers.Add("X-Visitor", visitor);
        request.Headers.Add("X-Made-By", "traffic");
        if (planned.Body is not null)
        {
            request.Content = JsonContent.Create(planned.Body, planned.Body.GetType(), options: Json);
        }

        ledger.Send(planned.Operation);
        long begun = time.GetTimestamp();
        int status = TrafficLedger.NoAnswer;
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, CancellationToken.None);
            status = (int)response.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            // Counted below as a request without an answer: a shop that is down is a result, not an error of the generator.
        }
        finally
        {
            times.Record(time.GetElapsedTime(begun));
            ledger.End(planned.Operation, status);
        }
    }
}
