namespace Obs.AspNetCore.Settings;

/// <summary>Finds what is wrong with one kind of options without reading them in earnest, which would throw.</summary>
internal interface ISettingsCheck
{
    public Type OptionsType { get; }

    public IEnumerable<string> FindFailures();
}
