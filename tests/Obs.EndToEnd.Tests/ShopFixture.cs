namespace Obs.EndToEnd.Tests;

/// <summary>The shop as a person sees it first.</summary>
/// <remarks>Starting includes the first promise of the README: half a minute after its address is printed, the page has everything to
/// show.</remarks>
public sealed class ShopFixture : IAsyncLifetime
{
    private LaunchedShop? _shop;

    /// <summary>Where the storefront listens.</summary>
    public Uri Shop => _shop!.Shop;

    /// <summary>Where the local backend listens, for its page and for the AWS APIs.</summary>
    public Uri Page => _shop!.Page;

    public async Task InitializeAsync()
    {
        _shop = await LaunchedShop.StartAsync();
        await FirstLight.WaitAsync(Page);
    }

    public Task DisposeAsync() => _shop?.StopAsync() ?? Task.CompletedTask;
}
