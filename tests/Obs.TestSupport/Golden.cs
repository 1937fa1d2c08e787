using Xunit.Sdk;

namespace Obs.TestSupport;

/// <summary>Text that others read (a wire document, a public surface), kept under <c>tests/golden</c> and compared to the letter.</summary>
/// <remarks><c>OBS_ACCEPT_GOLDEN=1</c> rewrites the files; their diff is then reviewed as code. It does nothing where <c>CI</c> is
/// set.</remarks>
public static class Golden
{
    public static void ShouldMatch(string actual, params string[] path)
    {
        ArgumentNullException.ThrowIfNull(actual);
        string file = Repository.PathOf(["tests", "golden", .. path]);
        if (Environment.GetEnvironmentVariable("OBS_ACCEPT_GOLDEN") == "1" && Environment.GetEnvironmentVariable("CI") is null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
            return;
        }

        string expected = File.Exists(file) ? File.ReadAllText(file) : "";
        if (expected != actual)
        {
            throw new XunitException(
                $"{Path.Combine(path)} differs from what the code gives now.{Environment.NewLine}"
                + $"{FirstDifference(expected, actual)}{Environment.NewLine}"
                + "If the change is meant, run the test again with OBS_ACCEPT_GOLDEN=1 and review the diff.");
        }
    }

    private static string FirstDifference(string expected, string actual)
    {
        string[] wanted = expected.Split('\n');
        string[] found = actual.Split('\n');
        int line = 0;
        while (line < wanted.Length && line < found.Length && wanted[line] == found[line])
        {
            line++;
        }

        return $"line {line + 1}{Environment.NewLine}  expected: {wanted.ElementAtOrDefault(line) ?? "(end)"}"
            + $"{Environment.NewLine}  found:    {found.ElementAtOrDefault(line) ?? "(end)"}";
    }
}
