using System.Diagnostics;
using Obs.TestSupport;

namespace Obs.Dashboards.Tests.Terraform;

/// <summary>The parser from npm, installed by its lock file the first time, and a path on which there is no terraform.</summary>
public sealed class InstalledReader : IAsyncLifetime, IDisposable
{
    private const string Terraform = "terraform";

    private static readonly string Folder = Repository.PathOf("build", "terraform");

    private readonly TemporaryFolder _links = new();

    public string PathWithoutTerraform { get; private set; } = "";

    public async Task InitializeAsync()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        PathWithoutTerraform = string.Join(Path.PathSeparator, folders.Select(WithoutTerraform));
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "@cdktf", "hcl2json")))
        {
            ToolResult result = await Tool.RunAsync(
                new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]) { WorkingDirectory = Folder });
            result.Code.Should().Be(0, result.Error);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _links.Dispose();

    // A folder that holds it may hold everything else too: links to all but this one take its place.
    private string WithoutTerraform(string folder, int index)
    {
        if (!File.Exists(Path.Combine(folder, Terraform)))
        {
            return folder;
        }

        DirectoryInfo links = Directory.CreateDirectory(Path.Combine(_links.Path, $"{index}"));
        foreach (string program in Directory.EnumerateFiles(folder).Where(static file => Path.GetFileName(file) != Terraform))
        {
            File.CreateSymbolicLink(Path.Combine(links.FullName, Path.GetFileName(program)), program);
        }

        return links.FullName;
    }
}
