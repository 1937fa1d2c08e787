namespace Obs.Dashboards.Tests.Versions;

public sealed class SnapshotStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("obs-snapshots");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_version_is_kept_once()
    {
        var store = new SnapshotStore(Path.Combine(_folder.FullName, "red"));
        Dashboard dashboard = Dashboard.Parse("""{"widgets":[{"properties":{"markdown":"a"},"type":"text"}]}""");

        store.Save(dashboard).Should().EndWith("0001.json");
        store.Save(Dashboard.Parse("""{"widgets":[{"type":"text","properties":{"markdown":"a"}}]}""")).Should().BeNull();
        ((TextWidget)dashboard.Widgets[0]).Markdown = "b";
        store.Save(dashboard).Should().EndWith("0002.json");

        store.Files.Select(Path.GetFileName).Should().Equal("0001.json", "0002.json");
        File.ReadAllText(store.Files[1]).Should().Be(dashboard.ToSnapshot());
    }

    [Fact]
    public void Other_files_are_left_alone()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "notes.json"), "mine");
        var store = new SnapshotStore(_folder.FullName);

        store.Save(new Dashboard()).Should().EndWith("0001.json");
        store.Files.Should().ContainSingle();
    }

    [Fact]
    public void Where_one_file_cannot_be_written_none_is()
    {
        string blocked = Path.Combine(_folder.FullName, "blocked");
        File.WriteAllText(blocked, "a file, where a folder would have to be");

        FluentActions.Invoking(
            () => WholeFiles.Write([(Path.Combine(_folder.FullName, "a.json"), "a"), (Path.Combine(blocked, "b.json"), "b")]))
            .Should().Throw<IOException>();

        _folder.GetFileSystemInfos().Select(static f => f.Name).Should().Equal("blocked");
    }

    [Fact]
    public void An_outline_names_every_widget() =>
        DashboardOutline.Write(RedDashboard.Create(Catalogues.WithDependencies)).Should()
            .StartWith("choose Service: orders\nchoose Environment: Test\n   0,0 24x2   text \"orders\"\n")
            .And.Contain("metric \"Saturation\"").And.Contain("p99: p99 of Obs Latency {Environment=Test, Service=orders}");
}
