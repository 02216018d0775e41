using IdPhoto.App.Tests.Harness;
using IdPhoto.Words;
using Xunit;

namespace IdPhoto.App.Tests.Parts;

/// <summary>What everybody downloads, as the build has published it.</summary>
public sealed class PublishedAppTests
{
    [Fact]
    public void The_runtime_comes_without_ICU_and_the_program_with_one_language_beside_files_of_the_others()
    {
        // With them it has 3.0 million bytes, and the sentences a million.
        Assert.InRange(Length("_framework/dotnet.native.wasm"), 1_000_000, 2_500_000);
        Assert.InRange(Length("_framework/IdPhoto.Words.wasm"), 100_000, 400_000);
        Assert.All(Languages.All.Skip(1), language => Assert.InRange(Length($"words/{language.Tag}.json"), 100_000, 400_000));
    }

    private static long Length(string file) => new FileInfo(Path.Combine(AppServer.Program, "app", file)).Length;
}
