namespace Obs.Local.Store;

/// <summary>Whether the resource has to be there before it is put.</summary>
internal enum ResourcePut
{
    CreateOrReplace,
    Create,
    Replace,
}
