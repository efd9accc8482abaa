using HealthFunctions.Checks.Disk;
using HealthFunctions.Testing;

namespace HealthFunctions.Tests.Checks.Disk;

/// <summary>Tests which mounts are volumes that can fill up.</summary>
public sealed class LocalVolumesTests
{
    [Theory]
    [InlineData("27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard", "/")]
    [InlineData("27 1 254:1 / /var/lib/my\\040data rw shared:1 master:2 - xfs /dev/vdb rw", "/var/lib/my data")]
    [InlineData("27 1 0:55 / / rw,relatime - overlay overlay rw,lowerdir=/a", "/")]
    [InlineData("27 1 0:55 / /var/lib/docker/overlay2/a/merged rw,relatime - overlay overlay rw,lowerdir=/a", null)]
    [InlineData("27 1 7:0 / /snap/core/1 ro,nodev,relatime - squashfs /dev/loop0 ro", null)]
    [InlineData("27 1 254:2 / /backup ro,relatime - ext4 /dev/vdc rw", null)]
    [InlineData("27 1 254:2 / /backup rw,relatime - ext4 /dev/vdc ro", null)]
    [InlineData("22 27 0:21 / /proc rw,relatime - proc proc rw", null)]
    [InlineData("25 24 0:23 / /dev/shm rw,relatime - tmpfs tmpfs rw,size=24684084k", null)]
    [InlineData("25 24 0:24 / /mnt/share rw,relatime - nfs4 server:/share rw", null)]
    [InlineData("25 24 0:25 / /mnt/files rw,relatime - cifs //server/files rw", null)]
    [InlineData("27 1 254:0 / / rw,relatime", null)]
    [InlineData("27 1 254:0 / / rw,relatime - ext4", null)]
    [InlineData("", null)]
    public void A_mount_is_a_volume_or_is_not(string mount, string? path) =>
        Assert.Equal(path is null ? [] : [path], LocalVolumes.Parse([mount]));

    [Fact]
    public void A_device_that_is_mounted_more_than_once_counts_once() => Assert.Equal(
        ["/", "/data"],
        LocalVolumes.Parse(
        [
            "30 1 254:0 /etc/hosts /etc/hosts rw,relatime - ext4 /dev/vda rw",
            "31 1 254:0 / / rw,relatime - ext4 /dev/vda rw",
            "32 1 254:1 / /data rw,relatime - ext4 /dev/vdb rw",
            "33 1 254:1 /a /data/nested/a rw,relatime - ext4 /dev/vdb rw",
        ]));

    [Fact]
    public void Each_volume_of_this_machine_has_a_size()
    {
        Requires.Linux();

        Assert.All(LocalVolumes.Find(), volume => Assert.True(VolumeSpace.Measure(volume).TotalBytes > 0, volume));
    }
}
