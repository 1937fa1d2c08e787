using Obs.TestSupport;

namespace Obs.Dashboards.Tests.Terraform;

/// <summary>Where <c>infra/terraform/plugins</c> finds the AWS provider, in a home of its own.</summary>
public sealed class PluginFolderTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    [RequiresToolFact("bash")]
    public async Task What_the_variable_names_is_taken_as_it_is() =>
        (await FindAsync(("OBS_TERRAFORM_PLUGINS", "/mirror of ours"))).Should().Be("/mirror of ours");

    [RequiresToolFact("bash")]
    public async Task A_mirror_or_cache_that_terraform_is_set_to_use_comes_before_the_folders_it_looks_into_unasked()
    {
        string implied = Provider(".terraform.d/plugins");
        string cache = Provider("cache");
        string mirror = Provider("mirror");
        string settings = Path.Combine(_home.Path, "settings");
        await File.WriteAllTextAsync(settings, $$"""
            plugin_cache_dir = "$HOME/cache"
            """);

        (await FindAsync()).Should().Be(implied);
        (await FindAsync(("TF_PLUGIN_CACHE_DIR", mirror))).Should().Be(mirror);
        (await FindAsync(("TF_CLI_CONFIG_FILE", settings))).Should().Be(cache);
        await File.WriteAllTextAsync(settings, $$"""
            provider_installation {
              filesystem_mirror {
                path    = "{{mirror}}"
                include = ["registry.terraform.io/*/*"]
              }
            }
            """);
        (await FindAsync(("TF_CLI_CONFIG_FILE", settings))).Should().Be(mirror);
    }

    [RequiresToolFact("bash")]
    public async Task A_folder_without_the_provider_is_passed_over()
    {
        string share = Provider(".local/share/terraform/plugins");
        Directory.CreateDirectory(Path.Combine(_home.Path, ".terraform.d", "plugins", "registry.terraform.io", "hashicorp", "random"));

        (await FindAsync(("TF_PLUGIN_CACHE_DIR", Path.Combine(_home.Path, "gone")))).Should().Be(share);
    }

    public void Dispose() => _home.Dispose();

    private string Provider(string at)
    {
        string folder = Path.Combine(_home.Path, at);
        Directory.CreateDirectory(Path.Combine(folder, "registry.terraform.io", "hashicorp", "aws", "1.0.0"));
        return folder;
    }

    private Task<string> FindAsync(params (string Name, string? Value)[] environment) => TestSupport.Terraform.FindPluginsAsync(
    [
        ("OBS_TERRAFORM_PLUGINS", null), ("TF_CLI_CONFIG_FILE", null), ("TF_PLUGIN_CACHE_DIR", null), ("XDG_DATA_HOME", null),
        ("HOME", _home.Path), .. environment,
    ]);
}
