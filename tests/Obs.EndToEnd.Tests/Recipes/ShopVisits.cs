using System.Net;
using System.Net.Http.Json;

namespace Obs.EndToEnd.Tests.Recipes;

/// <summary>Visits that the traffic generator makes too rarely to be counted on: every way in which an order ends, a crawler, dead
/// links.</summary>
internal sealed class ShopVisits(HttpClient http, Uri storefront)
{
    private const int MostAttempts = 60;
    private const int SearchesAtOnce = 8; // Twice what the shop allows.
    private const int ScarceProduct = 134;

    private static readonly string[] Cards =
        ["4242424242424242", "4000000000000002", "4000000000009995", "4000000000000069", "4000000000000119"];

    public async Task MakeAsync(string visitor)
    {
        foreach (string card in Cards)
        {
            await GetAsync("products/7");
            await OrderAsync($"{visitor}-{card}", product: 7, quantity: 1, card);
        }

        for (int i = 0; i < 3; i++)
        {
            await GetAsync($"products/{9_001 + i}");
        }

        await UntilAsync(HttpStatusCode.TooManyRequests, _ => SearchAsync(visitor));
        await UntilAsync(HttpStatusCode.Conflict, attempt => OrderAsync($"{visitor}-{attempt}", ScarceProduct, quantity: 3, Cards[0]));
    }

    private static async Task UntilAsync(HttpStatusCode status, Func<int, Task<HttpStatusCode>> visit)
    {
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await visit(attempt) == status)
            {
                return;
            }
        }

        throw new InvalidOperationException($"The shop did not answer {status} to any of {MostAttempts} visits.");
    }

    private async Task<HttpStatusCode> OrderAsync(string cart, int product, int quantity, string card)
    {
        await PostAsync($"carts/{cart}/items", new { productId = product, quantity });
        await GetAsync($"carts/{cart}");
        return await PostAsync("checkout", new { cartId = cart, card });
    }

    // All at once: where one takes as long as the limit needs to allow the next, none would be refused.
    private async Task<HttpStatusCode> SearchAsync(string visitor)
    {
        HttpStatusCode[] answers =
            await Task.WhenAll(Enumerable.Range(0, SearchesAtOnce).Select(_ => GetAsync("search?q=warm", visitor)));
        return answers.Max();
    }

    private async Task<HttpStatusCode> GetAsync(string path, string visitor = "recipes")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(storefront, path));
        request.Headers.Add("X-Visitor", visitor);
        using HttpResponseMessage response = await http.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> PostAsync(string path, object body)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync(new Uri(storefront, path), body);
        return response.StatusCode;
    }
}
