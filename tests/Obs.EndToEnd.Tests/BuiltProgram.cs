using System.Diagnostics;
using Obs.TestSupport;

namespace Obs.EndToEnd.Tests;

/// <summary>Starts what the build made of a sample, under the configuration that these tests were built with.</summary>
internal static class BuiltProgram
{
    private static readonly string Configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    public static ProcessStartInfo StartInfo(string project, params string[] arguments)
    {
        string assembly = Repository.PathOf("artifacts", "bin", project, Configuration, project + ".dll");
        return new ProcessStartInfo("dotnet", ["exec", assembly, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(assembly),
        };
    }
}
