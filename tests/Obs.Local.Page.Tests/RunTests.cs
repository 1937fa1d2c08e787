using Microsoft.Playwright;
using Obs.BrowserSupport;

namespace Obs.Local.Page.Tests;

/// <summary>Runs by hand: named, compared, taken away as a file, forgotten and brought back.</summary>
public sealed class RunTests(PageFixture fixture) : IClassFixture<PageFixture>
{
    [Fact]
    public async Task A_run_is_named_compared_taken_away_and_forgotten()
    {
        await using WatchedPage watched = await fixture.OpenAsync();
        IPage page = watched.Page;
        await watched.GoAsync("#/ingest");

        await KeepAsync(page, "before");
        await KeepAsync(page, "after");
        await page.GetByLabel("Run to compare", new() { Exact = true }).SelectOptionAsync("before");
        await page.GetByLabel("Run to compare with").SelectOptionAsync("after");
        await page.Locator("[data-compared='POST /checkout']").WaitForAsync();
        (await Audit.FindAsync(page)).Should().BeEmpty();

        // The link holds the comparison.
        await page.ReloadAsync();
        await page.Locator("[data-compared='POST /checkout']").WaitForAsync();
        IDownload file = await page.RunAndWaitForDownloadAsync(() => page.GetByLabel("Take before away as a file").ClickAsync());
        file.SuggestedFilename.Should().Be("before.db");
        await page.GetByLabel("Forget the name before").ClickAsync();
        await Assertions.Expect(page.Locator("[data-run=before]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("[data-compared]")).ToHaveCountAsync(0);
        await page.Locator("[data-run=after] a").First.ClickAsync();
        await page.Locator(".services-table [data-service=storefront]").WaitForAsync();
        watched.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task A_name_that_is_none_and_a_file_that_is_none_are_refused_in_words()
    {
        await using WatchedPage watched = await fixture.OpenAsync();
        await watched.GoAsync("#/ingest");
        ILocator problem = watched.Page.Locator(".runs [role=alert]");

        await watched.Page.GetByLabel("Name of the run").FillAsync("a name");
        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Keep the range above as a run" }).ClickAsync();
        await Assertions.Expect(problem).ToContainTextAsync("name must be 1 to 100 letters, digits and ._-");
        await watched.Page.GetByLabel("File of a run").SetInputFilesAsync(
            new FilePayload { Name = "notes.db", MimeType = "application/octet-stream", Buffer = "no database"u8.ToArray() });

        await Assertions.Expect(problem).Not.ToContainTextAsync("name must be");
        await Assertions.Expect(problem).ToBeVisibleAsync();
    }

    private static async Task KeepAsync(IPage page, string name)
    {
        await page.GetByLabel("Name of the run").FillAsync(name);
        await page.GetByLabel("Name of the run").PressAsync("Enter");
        await page.Locator($"[data-run={name}]").WaitForAsync();
    }
}
