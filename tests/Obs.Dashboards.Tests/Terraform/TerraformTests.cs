using Obs.TestSupport;

namespace Obs.Dashboards.Tests.Terraform;

/// <summary>Runs terraform over the modules in a copy of their folder: <c>init</c> leaves hundreds of megabytes behind.</summary>
public sealed class TerraformTests : IDisposable
{
    private readonly TestSupport.Terraform _terraform = new();

    public void Dispose() => _terraform.Dispose();

    [RequiresToolFact("terraform")]
    public async Task Modules_are_formatted_valid_and_pass_their_tests()
    {
        Copy(new DirectoryInfo(Repository.PathOf("infra", "terraform")), new DirectoryInfo(_terraform.Path));

        await _terraform.RunAsync("", "fmt", "-check", "-recursive", "-diff");
        await _terraform.InitAsync();
        await _terraform.RunAsync("", "validate", "-no-color");
        (await _terraform.RunAsync("", "test", "-no-color")).Should().Contain("Success!");
    }

    [RequiresToolFact("terraform")]
    public async Task Examples_are_valid()
    {
        Copy(new DirectoryInfo(Repository.PathOf("infra", "terraform")), new DirectoryInfo(_terraform.Path));

        foreach (string example in new[] { "minimal", "complete" })
        {
            await _terraform.InitAsync($"examples/{example}");
            await _terraform.RunAsync($"examples/{example}", "validate", "-no-color");
        }
    }

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (FileSystemInfo item in from.GetFileSystemInfos().Where(
            static item => !item.Name.StartsWith(".terraform", StringComparison.Ordinal)))
        {
            string target = Path.Combine(to.FullName, item.Name);
            if (item is FileInfo file)
            {
                file.CopyTo(target);
            }
            else
            {
                Copy((DirectoryInfo)item, Directory.CreateDirectory(target));
            }
        }
    }
}
