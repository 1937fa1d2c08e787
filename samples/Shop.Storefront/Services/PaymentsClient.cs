using System.Net;

namespace Shop.Storefront.Services;

internal sealed class PaymentsClient(HttpClient http)
{
    /// <exception cref="HttpRequestException">Payments faulted: whether the money is held is not known.</exception>
    public async Task<PaymentAnswer> AuthoriseAsync(string orderId, long amountCents, string card, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync("authorisations", new { orderId, amountCents, card }, cancellationToken);
        if (response.StatusCode != HttpStatusCode.PaymentRequired)
        {
            response.EnsureSuccessStatusCode();
        }

        return await response.Content.ReadFromJsonAsync<PaymentAnswer>(cancellationToken)
            ?? throw new HttpRequestException("Payments answered with an empty body.");
    }
}
