/// Kernel files of a plain host with two processors, two disks, two interfaces, pressure figures and sensors.
enum SavedHosts {
  static let plain: [String: String] = [
    "proc/stat": """
    cpu  258121 282 25066 2051432 18039 0 254 743 12 3
    cpu0 111771 174 10823 1050963 2709 5 54 374 12 3
    cpu1 146350 108 14243 1000469 15330 0 200 369 0 0
    intr 1826085 0 0 14
    ctxt 1780883
    btime 1795283786
    processes 17654
    procs_running 3
    procs_blocked 1
    softirq 654321 0 1 2

    """,
    "proc/loadavg": "0.42 1.07 2.50 3/240 17654\n",
    "proc/sys/fs/file-nr": "1504\t0\t9223372036854775807\n",
    "proc/sys/net/netfilter/nf_conntrack_count": "37\n",
    "proc/sys/net/netfilter/nf_conntrack_max": "262144\n",
    "proc/meminfo": """
    MemTotal:        8039280 kB
    MemFree:          320148 kB
    MemAvailable:    6191736 kB
    Active(anon):      10636 kB
    HugePages_Total:       4
    Hugepagesize:       2048 kB

    """,
    "proc/diskstats": """
     254       0 vda 29985 8502 4151522 18495 27443 46250 14049136 131837 2 14940 151835 6904 0 726592 1411 1743 91
     254       1 vda1 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17
     259       0 nvme0n1 10 0 16 7 20 0 32 9 0 5 16
     259       1 nvme0n1p1 10 0 16 7 20 0 32 9 0 5 16
       7       0 loop0 1 0 2 0 0 0 0 0 0 0 0 0 0 0 0 0 0

    """,
    "proc/net/dev": """
    Inter-|   Receive                                                |  Transmit
     face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
        lo: 1188546    3302    0    0    0     0          0         0  1188546    3302    0    0    0     0       0          0
      eth0:9007199254740993 200 1 2 3 4 5 6 7 8 9 10 11 12 13 14

    """,
    "proc/pressure/cpu": "some avg10=0.85 avg60=7.36 avg300=9.08 total=215036220\nfull avg10=0.00 total=0\n",
    "proc/pressure/io": """
    some avg10=0.00 avg60=0.00 avg300=0.00 total=1500000
    full avg10=0.00 avg60=0.00 avg300=0.00 total=1

    """,
    "proc/pressure/memory": """
    some avg10=0.00 avg60=0.00 avg300=0.00 total=2000000
    full avg10=0.00 avg60=0.00 avg300=0.00 total=1000000

    """,
    "proc/net/snmp": """
    Ip: Forwarding DefaultTTL InReceives
    Ip: 1 64 12345
    Tcp: RtoAlgorithm ActiveOpens PassiveOpens CurrEstab InSegs OutSegs RetransSegs InErrs OutRsts
    Tcp: 1 33 44 5 6000 7000 8 0 9
    Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors
    Udp: 1 2 3 4 5 6

    """,
    "proc/net/netstat": """
    TcpExt: SyncookiesSent ListenDrops TCPTimeouts TCPAbortOnData
    TcpExt: 0 2 11 99
    IpExt: InNoRoutes InOctets OutOctets
    IpExt: 0 123456789 987654321

    """,
    "proc/net/sockstat": """
    sockets: used 74
    TCP: inuse 5 orphan 0 tw 1 alloc 6 mem 1

    """,
    "proc/vmstat":
      "nr_free_pages 80037\npgpgin 2092000\npgpgout 7024568\npswpin 1\npgfault 900\noom_kill 2\n",
    "proc/sys/kernel/ostype": "Linux\n", "proc/sys/kernel/osrelease": "6.1.0-18-amd64\n",
    "proc/sys/kernel/version": "#1 SMP Debian\n", "proc/sys/kernel/hostname": "edge-17\n",
    "proc/sys/kernel/domainname": "(none)\n",
    "etc/os-release":
      "PRETTY_NAME=\"Debian GNU/Linux 12\"\nNAME=\"Debian\"\nVERSION_ID=\"12\"\nID=debian\nHOME_URL=x\n",
    "etc/passwd":
      "root:x:0:0:root:/root:/bin/sh\nmira:x:1000:1000::/home/mira:/bin/sh\nroot2:x:0:0::/:/bin/sh\n",
    "proc/1/mounts": """
    /dev/vda1 / ext4 rw,relatime 0 0
    proc /proc proc rw 0 0
    tmpfs /run tmpfs rw,nosuid 0 0
    /dev/nvme0n1p1 /srv/my\\040data xfs ro,noatime 0 0

    """,
    "sys/class/net/eth0/operstate": "up\n", "sys/class/net/eth0/speed": "1000\n",
    "sys/class/net/eth1/operstate": "down\n", "sys/class/net/eth1/speed": "-1\n",
    "sys/class/thermal/thermal_zone0/type": "x86_pkg_temp\n",
    "sys/class/thermal/thermal_zone0/temp": "47500\n",
    "sys/class/hwmon/hwmon0/name": "coretemp\n", "sys/class/hwmon/hwmon0/temp1_input": "51000\n",
  ]

  /// A container: a few files, an overlay for a root, no `/sys`.
  static let container: [String: String] = [
    "proc/stat": "cpu  10 0 5 100 0 0 0 0 0 0\ncpu0 10 0 5 100 0 0 0 0 0 0\nbtime 1795283786\n",
    "proc/loadavg": "0.01 0.02 0.03 1/12 99\n",
    "proc/meminfo": "MemTotal: 1024 kB\nMemAvailable: 512 kB\n",
    "proc/net/dev": "head\nhead\n  eth0: 1 1 0 0 0 0 0 0 2 2 0 0 0 0 0 0\n",
    "proc/1/mounts":
      "overlay / overlay rw,lowerdir=/a 0 0\nshm /dev/shm tmpfs rw 0 0\noverlay /other overlay rw 0 0\n",
  ]
}
