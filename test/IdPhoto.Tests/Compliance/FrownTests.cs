using IdPhoto.Codecs;
using IdPhoto.Compliance;
using IdPhoto.Documents;
using IdPhoto.Pictures;
using IdPhoto.Tests.Portraits;
using Xunit;

namespace IdPhoto.Tests.Compliance;

/// <summary>Faces at rest and the same faces with brows that are drawn down and together, as a frown does.</summary>
public sealed class FrownTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("material-marc")]
    [InlineData("paper-kaci-baum")]
    public async Task Lowered_brows_are_looked_at_and_brows_at_rest_are_not(string portrait)
    {
        Annotated photo = TestPortraits.Get(portrait);
        Picture rest = TestPortraits.Decode(photo.Bytes);

        Finding atRest = await ExpressionAsync(photo.Bytes);
        Finding frowning = await ExpressionAsync(PictureEncoder.EncodePng(Frowned(rest, photo.RightEye!.Value, photo.LeftEye!.Value), null, None));

        Assert.Equal(Verdict.Pass, atRest.Verdict);
        Assert.Equal(Verdict.Review, frowning.Verdict);
        Assert.Equal("rules.expression.review.frown", frowning.Said.Id);
    }

    [Fact]
    public async Task A_frown_behind_glasses_is_looked_at()
    {
        Finding finding = await ExpressionAsync(TestPortraits.Get("now-ryan").Bytes);

        Assert.Equal("rules.expression.review.frown", finding.Said.Id);
    }

    private static async Task<Finding> ExpressionAsync(byte[] file)
        => (await TestPortraits.Studio.CheckAsync(file, PhotoSpecs.Find("one-inch"), null, null, None)).Report.Of(ComplianceRules.Expression)!;

    // What lies above an inner corner of an eye is fetched from higher up and further out: most where the brow begins, nothing at the eye.
    private static Picture Frowned(Picture rest, Point rightEye, Point leftEye)
    {
        double d = rightEye.DistanceTo(leftEye);
        byte[] rgb = new byte[rest.Size.Area * 3];
        for (int y = 0; y < rest.Height; y++)
            for (int x = 0; x < rest.Width; x++)
            {
                (double dx, double dy) = (0, 0);
                foreach ((Point eye, int inward) in ((Point, int)[])[(rightEye, 1), (leftEye, -1)])
                {
                    (double across, double up) = ((x - eye.X - (inward * 0.25 * d)) / (0.35 * d), (y - eye.Y + (0.18 * d)) / (0.13 * d));
                    double pull = Math.Exp(-((across * across) + (up * up)) / 2);
                    (dx, dy) = (dx - (inward * 0.05 * d * pull), dy - (0.16 * d * pull));
                }
                int from = 3 * ((Math.Clamp((int)Math.Round(y + dy), 0, rest.Height - 1) * rest.Width) + Math.Clamp((int)Math.Round(x + dx), 0, rest.Width - 1));
                rest.Rgb.AsSpan(from, 3).CopyTo(rgb.AsSpan(3 * ((y * rest.Width) + x), 3));
            }
        return new Picture(rest.Size, rgb);
    }
}
