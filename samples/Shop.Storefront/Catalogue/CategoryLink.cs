namespace Shop.Storefront.Catalogue;

internal sealed record CategoryLink(string Slug, string Name);
