using System.Net;
using Shop.Storefront.Data;

namespace Shop.Storefront.Services;

internal sealed class InventoryClient(HttpClient http)
{
    public async Task<int> GetAvailableAsync(int productId, CancellationToken cancellationToken) =>
        (await http.GetFromJsonAsync<StockLevel>($"stock/{productId}", cancellationToken))?.Available ?? 0;

    /// <summary>Reserves all lines or none. Returns false when one of them is sold out.</summary>
    public async Task<bool> ReserveAsync(string orderId, IReadOnlyList<CartLine> lines, CancellationToken cancellationToken)
    {
        var body = new { orderId, lines = lines.Select(static line => new { line.ProductId, line.Quantity }) };
        using HttpResponseMessage response = await http.PostAsJsonAsync("reservations", body, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Conflict)
        {
            return false;
        }

        response.EnsureSuccessStatusCode();
        return true;
    }

    public async Task ReleaseAsync(string orderId, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await http.DeleteAsync(
            new Uri($"reservations/{orderId}", UriKind.Relative), cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private sealed record StockLevel(int Available);
}
