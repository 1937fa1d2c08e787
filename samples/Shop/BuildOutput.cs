using System.Runtime.InteropServices;

namespace Shop;

/// <summary>Finds what the build made: the services stand beside the launcher, under the same configuration.</summary>
internal static class BuildOutput
{
    /// <summary>The <c>artifacts</c> folder.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", ".."));

    /// <summary>The program that runs us: services started by it get the same runtime, wherever it is installed.</summary>
    public static string DotnetHost { get; } = Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    public static string AssemblyOf(string project)
    {
        string configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string assembly = Path.Combine(Root, "bin", project, configuration, project + ".dll");
        return File.Exists(assembly)
            ? assembly
            : throw new FileNotFoundException($"{project} is not built; `dotnet build samples/Shop` builds it.", assembly);
    }
}
