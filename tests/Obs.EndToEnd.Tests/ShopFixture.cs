using Obs.TestSupport;

namespace Obs.EndToEnd.Tests;

/// <summary>The shop as a person sees it first.</summary>
/// <remarks>Starting includes the first promise of the README: half a minute after its address is printed, the page has everything to
/// show.</remarks>
public sealed class ShopFixture : IAsyncLifetime
{
    private LaunchedShop? _shop;
    private Task? _applied;

    /// <summary>Where the storefront listens.</summary>
    public Uri Shop => _shop!.Shop;

    /// <summary>Where the local backend listens, for its page and for the AWS APIs.</summary>
    public Uri Page => _shop!.Page;

    public async Task InitializeAsync()
    {
        _shop = await LaunchedShop.StartAsync();
        await FirstLight.WaitAsync(Page);
    }

    /// <summary>Has put, once, what the storefront should be watched by.</summary>
    public Task ApplyAsync() => _applied ??= ApplyOnceAsync();

    public Task DisposeAsync() => _shop?.StopAsync() ?? Task.CompletedTask;

    private Task ApplyOnceAsync() => Eventually.PassAsync(async () =>
    {
        ToolResult result = await Tool.RunAsync(BuiltProgram.StartInfo(
            "Obs.Cli", "dashboard", "apply", "--from", Page.ToString(), "--service", "storefront", "--environment", "demo"));
        result.Code.Should().Be(0, result.Output + result.Error);
    });
}
