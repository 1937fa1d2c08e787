using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Shop.Storefront.Data;

/// <summary>Fills an empty database at the first start. The seed is fixed: every machine sells the same products.</summary>
internal static class CatalogueSeed
{
    private const int Seed = 20261122;
    private const int ProductsPerCategory = 50;
    private const int ReviewsPerProduct = 200;
    private const int SentencesPerReview = 8;

    public static async Task EnsureAsync(ShopContext context)
    {
        await context.Database.EnsureCreatedAsync();
        if (await context.Categories.AnyAsync())
        {
            return;
        }

        var random = new Random(Seed);
        await using DbTransaction transaction = await BeginAsync(context);

        context.Categories.AddRange(CatalogueWords.Categories.Select(static c => new Category { Slug = c.Slug, Name = c.Name }));
        context.Products.AddRange(Products(random));
        await context.SaveChangesAsync();
        await InsertReviewsAsync(transaction, random);

        await transaction.CommitAsync();
    }

    private static async Task<DbTransaction> BeginAsync(ShopContext context)
    {
        await context.Database.OpenConnectionAsync();
        DbTransaction transaction = await context.Database.GetDbConnection().BeginTransactionAsync();
        await context.Database.UseTransactionAsync(transaction);
        return transaction;
    }

    private static IEnumerable<Product> Products(Random random)
    {
        int id = 0;
        foreach ((string slug, string _, string[] things) in CatalogueWords.Categories)
        {
            for (int i = 0; i < ProductsPerCategory; i++)
            {
                string thing = things[i % things.Length];
                string make = Pick(random, CatalogueWords.Makes);
                string line = Pick(random, CatalogueWords.Lines);
                yield return new Product
                {
                    Id = ++id,
                    Name = $"{line} {make} {thing}",
                    Description = $"{thing} from our {line} line, in {make.ToLowerInvariant()}. {Pick(random, CatalogueWords.Praise)}",
                    PriceCents = (random.Next(4, 180) * 100) + 90,
                    CategorySlug = slug,
                };
            }
        }
    }

    // One prepared command: tracked one by one, sixty thousand entities would take ten times as long.
    private static async Task InsertReviewsAsync(DbTransaction transaction, Random random)
    {
        await using DbCommand insert = transaction.Connection!.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "INSERT INTO Reviews (ProductId, Stars, Text) VALUES ($product, $stars, $text)";
        DbParameter product = Parameter(insert, "$product");
        DbParameter stars = Parameter(insert, "$stars");
        DbParameter text = Parameter(insert, "$text");

        int products = CatalogueWords.Categories.Length * ProductsPerCategory;
        for (int i = 0; i < products * ReviewsPerProduct; i++)
        {
            int given = Math.Max(random.Next(1, 6), random.Next(1, 6));
            product.Value = random.Next(1, products + 1);
            stars.Value = given;
            text.Value = ReviewText(random, given);
            await insert.ExecuteNonQueryAsync();
        }
    }

    private static string ReviewText(Random random, int stars)
    {
        string[] mostly = stars >= 4 ? CatalogueWords.Praise : CatalogueWords.Complaints;
        IEnumerable<string> sentences = Enumerable.Range(0, SentencesPerReview - 1).Select(_ => Pick(random, mostly));
        return string.Join(' ', sentences.Append(Pick(random, CatalogueWords.Complaints)));
    }

    private static string Pick(Random random, string[] words) => words[random.Next(words.Length)];

    private static DbParameter Parameter(DbCommand command, string name)
    {
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
