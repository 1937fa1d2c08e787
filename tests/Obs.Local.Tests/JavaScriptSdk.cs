using System.Diagnostics;
using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Local.Tests;

/// <summary>The AWS SDK for JavaScript from npm, run by Node; installed by its lock file the first time.</summary>
internal static class JavaScriptSdk
{
    private static readonly string Folder = Repository.PathOf("tests", "Obs.Local.Tests", "sdk");

    public static async Task<JsonElement> RunAsync(Uri endpoint)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "@aws-sdk", "client-xray")))
        {
            await RunAsync("npm", "ci", "--no-audit", "--no-fund");
        }

        return JsonDocument.Parse(await RunAsync("node", "operations.mjs", endpoint.GetLeftPart(UriPartial.Authority))).RootElement;
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder };
        start.Environment["NO_PROXY"] = "127.0.0.1";
        ToolResult result = await Tool.RunAsync(start);
        result.Code.Should().Be(0, result.Error);
        return result.Output;
    }
}
