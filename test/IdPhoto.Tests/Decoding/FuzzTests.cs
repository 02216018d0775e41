using System.Collections.Concurrent;
using System.Diagnostics;
using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Exporting;
using Xunit;

namespace IdPhoto.Tests.Decoding;

public sealed class FuzzTests
{
    private static readonly int FilesPerSeed = LongTests.Times(420);

    /// <summary>Far above what a small file takes, far below what a person waits for.</summary>
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(30);

    private static readonly DecodeLimits Limits = new() { MaxPixels = 4_000_000, MinSide = 16 };

    [Fact]
    public void Broken_files_are_refused_or_read_and_never_anything_else()
    {
        (string Name, byte[] File)[] seeds = [.. FuzzSeeds.All.Select(seed => (seed.Key, seed.Value))];
        Assert.True(seeds.Length * FilesPerSeed >= LongTests.Times(10_000));
        string[] before = Directory.GetFileSystemEntries(Path.GetTempPath(), "magick*");
        ConcurrentBag<string> failures = [];

        Parallel.For(0, seeds.Length * FilesPerSeed, index =>
        {
            (string name, byte[] file) = seeds[index % seeds.Length];
            byte[] broken = new Mutator(index).Mutate(file, seeds[index / seeds.Length % seeds.Length].File);
            if (Failure(broken) is { } failure)
                failures.Add($"{name}, mutation {index}: {failure}");
        });

        Assert.Empty(failures);
        Assert.Equal(before, Directory.GetFileSystemEntries(Path.GetTempPath(), "magick*"));
    }

    [Fact]
    public void Broken_headers_are_refused_or_read_and_never_anything_else()
    {
        byte[][] seeds = [.. FuzzSeeds.All.Values];

        Parallel.For(0, LongTests.Times(200_000), index =>
        {
            byte[] broken = new Mutator(~index).Mutate(seeds[index % seeds.Length], seeds[index / 7 % seeds.Length]);
            try
            {
                PictureHeader header = PictureHeader.Read(broken, Limits);
                Assert.InRange(header.Stored.Area, 1, Limits.MaxPixels);
                Assert.InRange(header.ExifOrientation, 1, 8);
            }
            catch (PhotoException)
            {
                // refused, as it should be
            }
        });
    }

    [Fact]
    public void Broken_tags_of_print_size_are_read_or_ignored()
    {
        byte[][] seeds = [.. FuzzSeeds.All.Values];

        Parallel.For(0, 60_000, index =>
        {
            byte[] broken = new Mutator(index).Mutate(seeds[index % seeds.Length], seeds[index / 7 % seeds.Length]);
            foreach (FileKind kind in Enum.GetValues<FileKind>())
                _ = PrintDensity.Read(broken, kind);
            try
            {
                if (PictureHeader.Read(broken, Limits).Kind == FileKind.Jpeg && JpegPicture.Embeddable(broken, 300) is { } jpeg)
                    Assert.Equal(FileKind.Jpeg, PictureHeader.Read(jpeg, Limits).Kind);
            }
            catch (PhotoException)
            {
                // refused, as it should be
            }
        });
    }

    [Fact]
    public void Broken_profiles_are_read_or_ignored()
    {
        byte[] profile = SrgbProfile.Bytes.ToArray();

        Parallel.For(0, 20_000, index =>
        {
            byte[] broken = new Mutator(index).Mutate(profile, profile);
            byte[] pixels = [0, 1, 2, 100, 150, 200, 255, 255, 255];
            IccProfile? parsed = IccProfile.Parse(broken);
            _ = parsed?.IsSrgb();
            if (index % 20 == 0)
                parsed?.Curves()?.Convert(pixels);
        });
    }

    private static string? Failure(byte[] broken)
    {
        Stopwatch time = Stopwatch.StartNew();
        try
        {
            Decoded decoded = PictureDecoder.Decode(broken, Limits, CancellationToken.None);
            if (decoded.Picture.Size.Area > Limits.MaxPixels)
                return $"{decoded.Picture.Size} is over the limit";
        }
        catch (PhotoException)
        {
            // refused, as it should be
        }
        catch (Exception exception)
        {
            return exception.GetType().Name + ": " + exception.Message;
        }
        return time.Elapsed > TooLong ? $"took {time.Elapsed}" : null;
    }
}
