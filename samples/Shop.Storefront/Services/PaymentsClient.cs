using System.Net;
using Obs.Tracing;

namespace Shop.Storefront.Services;

internal sealed class PaymentsClient(HttpClient http, IConfiguration configuration, Tracer tracer)
{
    private readonly int _attempts = configuration.GetValue("Shop:PaymentAttempts", defaultValue: 1);

    /// <exception cref="HttpRequestException">Payments faulted: whether the money is held is not known.</exception>
    public async Task<PaymentAnswer> AuthoriseAsync(string orderId, long amountCents, string card, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await AskAsync(new { orderId, amountCents, card }, cancellationToken);
        if (response.StatusCode != HttpStatusCode.PaymentRequired)
        {
            response.EnsureSuccessStatusCode();
        }

        return await response.Content.ReadFromJsonAsync<PaymentAnswer>(cancellationToken)
            ?? throw new HttpRequestException("Payments answered with an empty body.");
    }

    // Planted where there is more than one attempt: again at once and without a pause, which is how retries make an outage of a fault.
    private async Task<HttpResponseMessage> AskAsync<T>(T question, CancellationToken cancellationToken)
    {
        int attempt = 1;
        HttpResponseMessage response = await http.PostAsJsonAsync("authorisations", question, cancellationToken);
        while (response.StatusCode >= HttpStatusCode.InternalServerError && attempt < _attempts)
        {
            response.Dispose();
            attempt++;
            tracer.Current.Annotate("paymentAttempts", attempt);
            response = await http.PostAsJsonAsync("authorisations", question, cancellationToken);
        }

        return response;
    }
}
