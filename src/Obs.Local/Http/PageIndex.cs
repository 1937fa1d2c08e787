using System.Text.RegularExpressions;

namespace Obs.Local.Http;

/// <summary>The page as it is sent: what it refers to has the version in its path and may be kept for good; the style sheets are one; and
/// the browser is told at once which modules the first of them will ask for, one after the other, and which those of each view.</summary>
internal sealed partial class PageIndex
{
    /// <summary>Where the one style sheet is.</summary>
    public const string StylesPath = "/css/all.css";

    // The id is the one Cytoscape looks for before it inserts a style element of its own, which the content security policy forbids.
    private const string OneSheet = """  <link rel="stylesheet" href="css/all.css" id="__________cytoscape_stylesheet">""";

    private readonly Func<string, string> _read;

    /// <param name="source">The page as it was written.</param>
    /// <param name="read">A file of the page by its path, which begins with a slash.</param>
    /// <param name="version">What changes with any of the files.</param>
    public PageIndex(string source, Func<string, string> read, string version)
    {
        _read = read;
        MatchCollection sheets = StyleSheet().Matches(source);
        Styles = string.Join('\n', sheets.Select(sheet => read("/" + sheet.Groups["path"].Value)));
        string html = StyleSheet().Replace(source, match => match.Index == sheets[0].Index ? OneSheet + "\n" : "");
        html = Comment().Replace(html, "");
        MatchCollection scripts = Script().Matches(html);
        html = Script().Replace(html, match => (match.Index == scripts[0].Index ? Preload(scripts, version) : "") + match.Value);
        Html = Reference().Replace(html, match => $"{match.Groups["name"].Value}=\"{version}/");
    }

    public string Html { get; }

    public string Styles { get; }

    private string Preload(IEnumerable<Match> scripts, string version)
    {
        List<string> given = [.. scripts.Select(static script => script.Groups["path"].Value)];
        List<string> found = WithImports(given);
        IEnumerable<string> preloads = found.Skip(given.Count).Select(static path => $"""<link rel="modulepreload" href="{path}">""");
        IEnumerable<string> views = found.SelectMany(ViewsOf).Select(view =>
        {
            IEnumerable<string> modules = WithImports([view.Path]).Except(found).Select(path => $"{version}/{path}");
            return $"""<meta name="modules" data-view="{view.Name}" content="{string.Join(' ', modules)}">""";
        });
        return string.Concat(preloads.Concat(views).Select(static line => line + "\n  "));
    }

    /// <summary>These modules, and all that they lead to.</summary>
    private List<string> WithImports(IEnumerable<string> paths)
    {
        List<string> found = [.. paths];
        for (int at = 0; at < found.Count; at++)
        {
            found.AddRange([.. Referred(found[at], Import()).Select(static item => item.Path).Where(path => !found.Contains(path))]);
        }

        return found;
    }

    /// <summary>The views whose code a module loads when they are opened.</summary>
    private IEnumerable<(string Name, string Path)> ViewsOf(string path) => Referred(path, View());

    private IEnumerable<(string Name, string Path)> Referred(string path, Regex pattern)
    {
        var here = new Uri("page:///" + path);
        return pattern.Matches(_read("/" + path)).Select(
            match => (match.Groups["name"].Value, new Uri(here, match.Groups["path"].Value).AbsolutePath[1..]));
    }

    [GeneratedRegex("""[ ]*<link rel="stylesheet" href="(?<path>[^"]+)"[^>]*>\r?\n""")]
    private static partial Regex StyleSheet();

    [GeneratedRegex(@"[ ]*<!--.*?-->\r?\n", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("""<script type="module" src="(?<path>[^"]+)"></script>""")]
    private static partial Regex Script();

    [GeneratedRegex("""(?<name>href|src)="(?!#)""")]
    private static partial Regex Reference();

    [GeneratedRegex("""^(?:import|export) [^;]*?from '(?<path>[^']+)'""", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex("""^\s+(?<name>\w+): .*\bimport\('(?<path>[^']+)'\)""", RegexOptions.Multiline)]
    private static partial Regex View();
}
